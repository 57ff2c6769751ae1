export { filesApi, type PhotoReader, type PhotoSize, registerPhotoReader, sendPhoto } from './api.ts'
export {
  attachDocument,
  eraseDocument,
  KeptDocument,
  keepDocument,
  refuseLargeDocuments,
  sendDocument,
  sentDocument,
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
