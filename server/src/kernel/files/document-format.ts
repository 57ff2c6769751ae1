import JSZip from 'jszip'
import { Problem } from '../problems.ts'

const office = 'application/vnd.openxmlformats-officedocument'
export const mediaTypes = {
  pdf: 'application/pdf',
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
} as const

export type DocumentFormat = keyof typeof mediaTypes

export const documentFormats = Object.keys(mediaTypes) as DocumentFormat[]

const unknownFormat = () =>
  new Problem('input.media_type', {
    zh: '文件只能是 PDF、Word（docx）、Excel（xlsx）或 PPT（pptx）；旧格式（doc、wps 等）和加了密码的，请先另存再传',
    en: 'A document is a PDF, docx, xlsx or pptx; save older formats, and those with a password, as one of these first',
  })

/** Whole files inside the file: an office's own may carry macros. */
const foreign = /(vbaProject|embeddings\/|activeX\/)/i
const mostTypes = 1024 * 1024

async function partTypes(zip: JSZip): Promise<string> {
  const part = zip.file('[Content_Types].xml')
  if (!part) throw unknownFormat()
  let read = ''
  await new Promise<void>((done, fail) => {
    const stream = part.nodeStream('nodebuffer')
    stream.on('data', (chunk: Buffer) => {
      read += chunk.toString('latin1')
      // A list of parts is short; what unpacks without end is none.
      if (read.length > mostTypes) {
        stream.pause()
        fail(unknownFormat())
      }
    })
    stream.on('end', done)
    stream.on('error', () => fail(unknownFormat()))
  })
  return read
}

/**
 * What a document is by its contents, whatever its name says.
 * @throws Problem `input.media_type` for what is none of them, `document.macros` where an office file carries macros or embedded files
 */
export async function documentFormat(content: Buffer): Promise<DocumentFormat> {
  if (content.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf'
  if (content.subarray(0, 4).toString('latin1') !== 'PK\x03\x04') throw unknownFormat()
  const zip = await JSZip.loadAsync(content).catch(() => {
    throw unknownFormat()
  })
  const names = Object.keys(zip.files)
  // What a part is, its content type says, whatever its name.
  const types = await partTypes(zip)
  if (/macroEnabled|vbaProject|oleObject|activeX/i.test(types) || names.some((name) => foreign.test(name)))
    throw new Problem('input.media_type', {
      reason: 'document.macros',
      zh: '文件里带有宏或嵌入的文件，不能上传；请去掉后另存再传',
      en: 'The document carries macros or embedded files; save it without them',
    })
  const main: [string, DocumentFormat][] = [
    ['word/document.xml', 'docx'],
    ['xl/workbook.xml', 'xlsx'],
    ['ppt/presentation.xml', 'pptx'],
  ]
  const found = main.find(([part]) => names.includes(part))
  if (!found) throw unknownFormat()
  return found[1]
}

/** A name that is safe on every system, with the ending that the contents have. */
export function documentName(given: string, format: DocumentFormat): string {
  const bare = given
    .normalize('NFC')
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]{1,5}$/, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '')
    .trim()
  return `${[...bare].slice(0, 80).join('') || '文件'}.${format}`
}
