import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { Problem } from '../problems.ts'

export interface Picture {
  full: Buffer
  thumbnail: Buffer
  width: number
  height: number
  sha256: Buffer
}

const longestSide = 2000
const thumbnailSide = 400
/** 64 megapixels: the largest sensors of today's phones in their ordinary mode. */
const mostPixels = 64_000_000

type Format = 'jpeg' | 'png' | 'webp'

/** What the first bytes say. Nothing else reaches the decoders, some of which (SVG, PDF) would follow links or run long. */
function formatOf(content: Buffer): Format | 'heic' | undefined {
  if (content.length < 16) return undefined
  if (content[0] === 0xff && content[1] === 0xd8 && content[2] === 0xff) return 'jpeg'
  if (content.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'png'
  if (content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WEBP')
    return 'webp'
  if (
    content.toString('latin1', 4, 8) === 'ftyp' &&
    /^(hei|hev|mif1|msf1)/.test(content.toString('latin1', 8, 12))
  )
    return 'heic'
  return undefined
}

/**
 * Decodes a photo and encodes it anew as JPEG, upright, at most 2000 px, with a thumbnail of 400 px. Nothing
 * of the original's metadata (place, camera, time) is kept.
 * @throws Problem `input.media_type` for what is no JPEG, PNG or WebP; `photo.unreadable` where decoding fails
 */
export async function readPicture(content: Buffer): Promise<Picture> {
  const format = formatOf(content)
  if (format === 'heic')
    throw new Problem('input.media_type', {
      reason: 'photo.heic',
      zh: '暂不能打开 HEIC 照片，请在手机相机设置里选“兼容性最佳”（JPEG）后再传',
      en: 'HEIC photos cannot be opened here; please send it as JPEG',
    })
  if (!format)
    throw new Problem('input.media_type', {
      zh: '照片只能是 JPEG、PNG 或 WebP',
      en: 'A photo is a JPEG, PNG or WebP',
    })
  try {
    const source = sharp(content, { limitInputPixels: mostPixels, failOn: 'error' })
    const { format: decoded } = await source.metadata()
    if (decoded !== format) throw new Problem('photo.unreadable')
    const { data: full, info } = await source
      .rotate()
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    const thumbnail = await sharp(full)
      .resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 75 })
      .toBuffer()
    return {
      full,
      thumbnail,
      width: info.width,
      height: info.height,
      sha256: createHash('sha256').update(full).digest(),
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    if (/pixel limit/i.test((error as Error).message))
      throw new Problem('input.too_large', {
        zh: '照片的像素太多，请缩小后再传',
        en: `The photo has more than ${mostPixels / 1e6} megapixels`,
      })
    throw new Problem('photo.unreadable')
  }
}
