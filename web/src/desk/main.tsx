import '../foundation/tokens.css'
import { createRoot } from 'react-dom/client'
import { DemoBanner } from '../foundation/demo-banner.tsx'
import { QueryClientProvider } from '@tanstack/react-query'
import { makeQueryClient } from '../foundation/query-client.ts'
createRoot(document.getElementById('root')!).render(<QueryClientProvider client={makeQueryClient()}><DemoBanner /></QueryClientProvider>)
