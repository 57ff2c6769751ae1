import './look.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { addEnglish, learnBefore } from '../foundation/i18n.ts'
import { makeQueryClient } from '../foundation/query-client.ts'
import { router } from './router.tsx'

// A page that was open while a new version came asks for files that are gone: it begins anew, once; the draft is kept.
addEventListener('vite:preloadError', (event) => {
  const before = Number(sessionStorage.getItem('lianxin.renewed') ?? 0)
  if (!navigator.onLine || Date.now() - before < 60_000) return
  event.preventDefault()
  sessionStorage.setItem('lianxin.renewed', String(Date.now()))
  location.reload()
})

// Most read Chinese: nobody else's words come along on a slow line.
const spoken = learnBefore(async (language) => {
  if (language === 'en') addEnglish('resident', (await import('./en.ts')).en)
})

function show(): void {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
void spoken.then(show)
