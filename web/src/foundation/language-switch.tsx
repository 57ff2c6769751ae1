import { setLanguage, useFoundationWords, useLanguage } from './i18n.ts'

/** Shows the other language by its own name, so that whoever needs it can read it. */
export function LanguageSwitch({ className = 'lx-switch' }: { className?: string }) {
  const language = useLanguage()
  const say = useFoundationWords()
  const other = language === 'zh' ? 'en' : 'zh'
  const name = other === 'zh' ? '中文' : 'English'
  return (
    <button
      type="button"
      className={className}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      aria-label={`${say('language')}: ${name}`}
      onClick={() => setLanguage(other)}
    >
      {name}
    </button>
  )
}
