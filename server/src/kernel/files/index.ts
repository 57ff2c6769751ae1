export { filesApi, type PhotoReader, type PhotoSize, registerPhotoReader, sendPhoto } from './api.ts'
export {
  type Attachment,
  attachPhotos,
  erasePhotos,
  eraseUnclaimed,
  fileJobs,
  findPhoto,
  type Photo,
  photosOf,
  type StoredPhoto,
  type UploadedPhoto,
  type Visibility,
} from './store.ts'
