import '../foundation/tokens.css'
import '../foundation/page.css'
import './shell.css'
import '../foundation/controls.css'
import '../foundation/photos.css'
import './report/report.css'
import './report/where.css'
import './track/track.css'
import './widths.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from '../foundation/query-client.ts'
import { router } from './router.tsx'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
