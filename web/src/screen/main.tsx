import '../foundation/tokens.css'
import './screen.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from '../foundation/query-client.ts'
import { Screen } from './screen.tsx'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <Screen />
    </QueryClientProvider>
  </StrictMode>,
)
