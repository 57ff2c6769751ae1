import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build, type Plugin } from 'vite'

interface Kept {
  url: string
  revision: string | null
}

const entry = resolve(import.meta.dirname, 'src/field/worker/worker.ts')

/** Every script and style that the field face may load, at once or later. */
function filesOf(bundle: Readonly<Record<string, { type: string }>>): string[] {
  type Chunk = {
    name: string
    isEntry: boolean
    imports: string[]
    dynamicImports: string[]
    viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> }
  }
  const found = new Set<string>()
  const take = (fileName: string) => {
    if (found.has(fileName)) return
    found.add(fileName)
    const chunk = bundle[fileName] as unknown as Chunk | undefined
    if (bundle[fileName]?.type !== 'chunk' || !chunk) return
    for (const each of [...chunk.imports, ...chunk.dynamicImports]) take(each)
    for (const each of chunk.viteMetadata?.importedCss ?? []) found.add(each)
    for (const each of chunk.viteMetadata?.importedAssets ?? []) found.add(each)
  }
  for (const [fileName, output] of Object.entries(bundle)) {
    const chunk = output as unknown as Chunk
    if (output.type === 'chunk' && chunk.isEntry && chunk.name === 'field') take(fileName)
  }
  return [...found].sort()
}

/** Builds the service worker of the field face as one plain script, with the list of files that it keeps on the phone. */
export function fieldWorker(): Plugin {
  return {
    name: 'lianxin-field-worker',
    apply: 'build',
    async writeBundle(options, bundle) {
      const folder = options.dir!
      const revisionOf = (file: string) =>
        createHash('sha256')
          .update(readFileSync(resolve(folder, file)))
          .digest('hex')
          .slice(0, 16)
      const kept: Kept[] = [
        ...filesOf(bundle).map((file) => ({ url: `/${file}`, revision: null })),
        ...['field.html', 'field.webmanifest', 'icons/field.svg', 'icons/field-192.png'].map((file) => ({
          url: `/${file}`,
          revision: revisionOf(file),
        })),
      ]
      await build({
        configFile: false,
        root: import.meta.dirname,
        publicDir: false,
        logLevel: 'warn',
        define: {
          keptFiles: JSON.stringify(kept),
          'process.env.NODE_ENV': JSON.stringify('production'),
        },
        build: {
          outDir: folder,
          emptyOutDir: false,
          target: ['chrome87', 'safari14', 'firefox86'],
          rollupOptions: { input: entry, output: { format: 'iife', entryFileNames: 'field-worker.js' } },
        },
      })
    },
  }
}
