import { type ThemeConfig, theme } from 'antd'
import type { Language } from '../foundation/i18n.ts'

const readFromPage = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** The house's colours for Ant Design: the same tokens as every other face, read for the present light and the language's own fonts. */
export function deskTheme(
  isDark: boolean,
  isStill: boolean,
  _language: Language,
  read: (name: string) => string = readFromPage,
): ThemeConfig {
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      motion: !isStill,
      colorPrimary: read('--lx-accent'),
      colorInfo: read('--lx-blue'),
      colorLink: read('--lx-blue'),
      // Worked out from the colour itself, it could not be read in the dark.
      colorLinkHover: read('--lx-blue'),
      colorLinkActive: read('--lx-blue'),
      colorSuccess: read('--lx-green'),
      colorWarning: read('--lx-amber'),
      colorError: read('--lx-red'),
      colorTextBase: read('--lx-ink'),
      colorBgBase: read('--lx-surface'),
      // Worked out in the dark, they would be a brown of their own: fields, drawers and dialogs stand on the page's own ground.
      colorBgContainer: read('--lx-surface'),
      colorBgElevated: read(isDark ? '--lx-sunken' : '--lx-surface'),
      colorBorder: read('--lx-line-strong'),
      colorBorderSecondary: read('--lx-line'),
      colorTextPlaceholder: read('--lx-ink-soft'),
      colorTextDescription: read('--lx-ink-soft'),
      colorInfoBg: read('--lx-blue-soft'),
      colorSuccessBg: read('--lx-green-soft'),
      colorWarningBg: read('--lx-amber-soft'),
      colorErrorBg: read('--lx-red-soft'),
      fontFamily: read('--lx-font'),
      fontSize: 14,
      borderRadius: 6,
      controlHeight: 32,
    },
    components: {
      Button: {
        primaryColor: read('--lx-on-accent'),
        dangerColor: read('--lx-on-accent'),
        fontWeight: 500,
        defaultBorderColor: read('--lx-line'),
        defaultShadow: 'none',
      },
      // A red frame would say that something is wrong.
      Input: { hoverBorderColor: read('--lx-blue'), activeBorderColor: read('--lx-blue') },
      Select: { hoverBorderColor: read('--lx-blue'), activeBorderColor: read('--lx-blue') },
      Collapse: { colorBorder: read('--lx-line'), headerBg: read('--lx-surface') },
      Radio: { buttonSolidCheckedColor: read('--lx-on-accent') },
    },
  }
}
