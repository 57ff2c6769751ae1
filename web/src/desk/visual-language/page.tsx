import { ConfigProvider } from 'antd'
import { useMemo } from 'react'
import type { Light } from '../../foundation/colours.ts'
import { useLanguage } from '../../foundation/i18n.ts'
import { lights, Sheet } from '../../foundation/visual-language/sheet.tsx'
import { States } from '../../foundation/visual-language/states.tsx'
import { Colours, Measures, Type } from '../../foundation/visual-language/tokens.tsx'
import { useSheetWords } from '../../foundation/visual-language/words.ts'
import { PageHead } from '../shell/answers.tsx'
import { useStill } from '../shell/narrow.ts'
import { deskTheme } from '../theme.ts'
import { Pieces } from './pieces.tsx'

function Drawn({ light }: { light: Light }) {
  const language = useLanguage()
  const isStill = useStill()
  const theme = useMemo(
    () =>
      deskTheme(light === 'dark', isStill, language, (name) => lights[light][name.slice('--lx-'.length)]!),
    [light, isStill, language],
  )
  return (
    <Sheet light={light}>
      <ConfigProvider theme={theme}>
        <States />
        <Pieces />
        <Colours light={light} />
        <Type />
        <Measures />
      </ConfigProvider>
    </Sheet>
  )
}

/** Every colour, size, state and piece of the desk as it is drawn, in both lights. */
export function VisualLanguagePage() {
  const say = useSheetWords()
  return (
    <>
      <PageHead title={say('title')} hint={say('intro')}>
        <a href="/visual-language">{say('residentFace')}</a>
      </PageHead>
      <div className="sheets">
        <Drawn light="light" />
        <Drawn light="dark" />
      </div>
    </>
  )
}
