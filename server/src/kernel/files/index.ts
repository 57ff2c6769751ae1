export { filesApi, type PhotoReader, type PhotoSize, registerPhotoReader, sendPhoto } from './api.ts'
export { documentRoute, mostDocumentBytes, receiveDocument } from './document-upload.ts'
export {
  attachDocuments,
  DocumentClaim,
  DocumentShape,
  documentsOf,
  eraseDocument,
  eraseDocuments,
  keepDocument,
  sendDocument,
} from './documents.ts'
export { readPicture } from './pictures.ts'
export {
  type Attachment,
  attachPhotos,
  erasePhotos,
  eraseUnclaimed,
  fileJobs,
  findPhoto,
  keepPhoto,
  type Photo,
  photosOf,
  type StoredPhoto,
  setShowing,
  shownPhotos,
  type UploadedPhoto,
  type Visibility,
} from './store.ts'
export { paragraphs, table, wordDocument } from './word-document.ts'
