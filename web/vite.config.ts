import { resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { fieldWorker } from './field-worker.build.ts'

const compressible = /\.(js|mjs|css|svg|json)$/

/** Writes `.br` and `.gz` beside each text asset, so that the server compresses nothing while people wait. */
function compressed(): Plugin {
  return {
    name: 'lianxin-compressed',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, output] of Object.entries(bundle)) {
          if (!compressible.test(fileName)) continue
          const source = Buffer.from(output.type === 'chunk' ? output.code : output.source)
          if (source.length < 1024) continue
          const quality = source.length < 400_000 ? 11 : 9
          const brotli = brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotli })
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(source, { level: 9 }) })
        }
      },
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed(), fieldWorker()],
  // Some packages bring an older React of their own; one page must hold one.
  resolve: { dedupe: ['react', 'react-dom'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // What each page brings with it: the weight of the first one is checked.
    manifest: true,
    target: ['chrome87', 'safari14', 'firefox86'],
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1600,
    rollupOptions: {
      input: {
        resident: resolve(import.meta.dirname, 'index.html'),
        desk: resolve(import.meta.dirname, 'desk.html'),
        field: resolve(import.meta.dirname, 'field.html'),
        screen: resolve(import.meta.dirname, 'screen.html'),
      },
      output: {
        // A phone on a slow line pays for every file it asks for: what all pages stand on is one of them.
        codeSplitting: {
          groups: [
            {
              name: 'framework',
              test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|@tanstack)[\\/]/,
            },
            { name: 'foundation', test: /src[\\/]foundation[\\/](?!map-)[^\\/]+\.ts/ },
          ],
        },
      },
    },
  },
})
