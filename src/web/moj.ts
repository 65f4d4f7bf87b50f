/** Options of the MoJ macros we use. MoJ publishes no list, so these are read from its templates (11.1). */
import type { Attributes, Button } from './govuk.gen.ts'
import type { Html } from './html.ts'

/** Text, or HTML that was built with `html`. */
export type Words = { text: string; html?: undefined } | { html: Html; text?: undefined }

type Dressed = { classes?: string; attributes?: Attributes }

export type ButtonMenu = Dressed & {
  button?: { text: string; classes?: string }
  alignMenu?: 'left' | 'right'
  items: readonly Button[]
}

/** Macro by macro, the options it takes. */
export interface Moj {
  alert: Dressed & {
    variant?: 'information' | 'success' | 'warning' | 'error'
    title: string
    showTitleAsHeading?: boolean
    headingTag?: 'h2' | 'h3' | 'h4'
    dismissible?: boolean
    dismissText?: string
    disableAutoFocus?: boolean
    focusOnDismissSelector?: string
    role?: string
    text?: string
    html?: Html
  }
  badge: Dressed & Words
  banner: Dressed & Words & { type?: 'success' | 'warning' | 'information'; iconFallbackText?: string }
  filter: {
    heading: Words
    attributes?: Attributes
    submit?: { text?: string; attributes?: Attributes }
    selectedFilters?: {
      heading: Words
      clearLink: { text: string; href: string }
      categories: readonly { heading: Words; items: readonly { text: string; href: string }[] }[]
    }
    optionsHtml: Html
  }
  identityBar: Dressed & { title: Words; menus?: readonly ButtonMenu[] }
  pageHeaderActions: Dressed & {
    heading: Words & { level?: number; classes?: string }
    items?: readonly Button[]
  }
  subNavigation: Dressed & {
    label: string
    items: readonly (Dressed & Words & { href: string; active?: boolean })[]
  }
  timeline: Dressed & {
    headingLevel?: number
    items: readonly (Dressed &
      Words & {
        label: Words
        byline?: Words
        /** `timestamp` for machines, `format` the words people read: "3 December 2026 at 2:10am". */
        datetime: { timestamp: string; format: string }
      })[]
  }
}
