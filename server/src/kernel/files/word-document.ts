const inXml = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 knows no such characters
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

type Style = 'Title' | 'Heading1' | 'Normal'

/** One paragraph for each line of the text. */
export const paragraphs = (text: string, style: Style = 'Normal') =>
  text
    .split(/\r?\n/)
    .map(
      (line) =>
        `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t xml:space="preserve">${inXml(line)}</w:t></w:r></w:p>`,
    )
    .join('')

const cell = (text: string, width: number) =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraphs(text)}</w:tc>`
const row = ([label, value]: readonly [string, string]) =>
  `<w:tr>${cell(label, 1900)}${cell(value, 7100)}</w:tr>`
/** Labels on the left, what they mean on the right. */
export const table = (rows: readonly (readonly [string, string])[]) =>
  `<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="1900"/><w:gridCol w:w="7100"/></w:tblGrid>${rows.map(row).join('')}</w:tbl>`

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const style = (id: Style, name: string, run: string, paragraph = '') =>
  `<w:style w:type="paragraph" ${id === 'Normal' ? 'w:default="1" ' : ''}w:styleId="${id}"><w:name w:val="${name}"/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`)
  .join('')
const styles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="${word}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/><w:sz w:val="28"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>${style('Normal', 'Normal', '', '<w:spacing w:line="400" w:lineRule="auto"/>')}${style('Title', 'Title', '<w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="40"/>', '<w:jc w:val="center"/>')}${style('Heading1', 'heading 1', '<w:rFonts w:eastAsia="黑体"/><w:b/>', '<w:spacing w:before="200"/><w:outlineLvl w:val="0"/>')}<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>${edges}</w:tblBorders></w:tblPr></w:style></w:styles>`

/**
 * A Word document (Office Open XML, ECMA-376), the smallest that the office programs open.
 * @param body what `paragraphs` and `table` wrote, in order
 */
export async function wordDocument(body: string): Promise<Buffer> {
  const { default: Zip } = await import('jszip')
  const zip = new Zip()
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  zip.file(
    '[Content_Types].xml',
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${main}.styles+xml"/></Types>`,
  )
  zip.file(
    '_rels/.rels',
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
  )
  zip.file(
    'word/_rels/document.xml.rels',
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  )
  zip.file('word/styles.xml', styles)
  zip.file(
    'word/document.xml',
    `${head}<w:document xmlns:w="${word}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="700" w:footer="700" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  )
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}
