import '../foundation/tokens.css'
import './styles/desk.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import { StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { useLanguage } from '../foundation/i18n.ts'
import { makeQueryClient } from '../foundation/query-client.ts'
import { makeRouter } from './router.tsx'
import { useDark, useStill } from './shell/narrow.ts'
import { deskTheme } from './theme.ts'

const client = makeQueryClient()
const router = makeRouter()

function Desk() {
  const language = useLanguage()
  const isDark = useDark()
  const isStill = useStill()
  const theme = useMemo(() => deskTheme(isDark, isStill, language), [isDark, isStill, language])
  return (
    <ConfigProvider locale={language === 'zh' ? zh : en} theme={theme} button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={client}>
          <RouterProvider router={router as never} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Desk />
  </StrictMode>,
)
