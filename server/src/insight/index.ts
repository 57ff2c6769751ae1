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
export { type Decision, measure, type Quality } from './measures.ts'
export { type Fingerprint, fingerprint } from './similar.ts'
export { mostConsidered, type Similar, similarOpen } from './similar-open.ts'
export { suggestTriage, type TriageSuggestion } from './suggest-triage.ts'
