export {
  type Alternative,
  Classifier,
  type Sample,
  type Suggestion,
  TrainingError,
  trainClassifier,
  type Verdict,
} from './classifier.ts'
export { ClassifierFileError, classifierPath, deserialise, serialise } from './classifier-file.ts'
export { crossValidate } from './cross-validation.ts'
export {
  type CategoryWords,
  suggestByWords,
  suggestUrgency,
  type UrgencySuggestion,
  type UrgencyWords,
  type WordSuggestion,
} from './keywords.ts'
export { type Learned, learnedFor } from './learned.ts'
export { type Decision, measure, type Quality } from './measures.ts'
export { type Fingerprint, fingerprint, similarityTo } from './similar.ts'
export { mostConsidered, type Similar, similarOpen } from './similar-open.ts'
export { suggestKind, suggestTriage, type TriageSuggestion } from './suggest-triage.ts'
