/**
 * The page frame. Ours, because the official template carries an inline script, which our content security
 * policy does not run, and the crown, which is not ours to wear.
 */
import type { OnCall } from '../kernel/on-call.ts'
import type { Assets } from './assets.ts'
import { govuk } from './govuk.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'

/** `under`: other addresses at which one is in this place. */
export type NavigationItem = { text: string; href: string; current?: boolean; under?: readonly string[] }

/** The items with the one that one is at marked. */
export const whereOneIs = (
  items: readonly NavigationItem[],
  here: string,
): Pick<NavigationItem, 'text' | 'href' | 'current'>[] =>
  items.map(({ text, href, under = [] }) => ({
    text,
    href,
    current: [href, ...under].some((place) => here === place || here.startsWith(`${place}/`)),
  }))

export type { OnCall }

/** The frame's own words, English unless the page brings others. */
export type FrameWords = typeof ENGLISH

export type Page = {
  /** Never a person's name: titles stay in the browser's history and on the screen of whoever looks over. */
  title: string
  /** The name in the header. The public face may say something neutral. */
  service?: string
  home?: string
  nav?: readonly NavigationItem[]
  who?: { name: string; roles: string; signOut: Html }
  onCall?: OnCall
  back?: { text?: string; href: string }
  banner?: Html
  /** The identity bar of a case: as wide as the window, above the page. */
  bar?: Html
  /** "Exit this page", on every public page: where to, and with which words. */
  exit?: { href: string; text?: string }
  body: Html
  footer?: readonly { text: string; href: string }[]
  assets: Assets
  wide?: boolean
  errors?: boolean
  lang?: string
  dir?: 'ltr' | 'rtl'
  words?: Partial<FrameWords>
}

const ENGLISH = {
  skip: 'Skip to main content',
  exitSkip: 'Exit this page quickly',
  exit: 'Exit this page',
  error: 'Error: ',
  menu: 'Menu',
  onCall: 'On call:',
  back: 'Back',
  danger: 'If someone may be in danger now, ring 999.',
}

/** A whole page, from its one `<h1>` to the bytes that are sent. */
export function layout(page: Page): string {
  const { service = 'Waymark', home = '/', lang = 'en', dir = 'ltr', assets } = page
  const words = { ...ENGLISH, ...page.words }
  const title = [page.title, service].filter(Boolean).join(' – ')
  // format-detection: iPhones turn every number into a link, and a number that is not safe must not be one.
  return `<!DOCTYPE html>
${html`<html lang="${lang}" dir="${dir}" class="govuk-template">
<head>
<meta charset="utf-8">
<title>${page.errors && words.error}${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light">
<meta name="theme-color" content="#17515c">
<link rel="icon" href="${assets.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.css}">
<script type="module" src="${assets.js}"></script>
</head>
<body class="govuk-template__body${page.wide && ' waymark-wide'}">
<header>
${page.exit && exitSkipLink(page.exit.href, words.exitSkip)}
${govuk.skipLink({ href: '#main-content', text: words.skip })}
${header(page, service, home, words)}
${navigation(page, words.menu)}
${page.banner && html`<div class="govuk-width-container waymark-banner">${page.banner}</div>`}
${page.bar}
${page.back && back(page.back, words.back)}
</header>
<div class="govuk-width-container">
${page.exit && exit(page.exit, words.exit)}
<main class="govuk-main-wrapper" id="main-content">
${page.body}
</main>
</div>
${footer(page, words)}
</body>
</html>`}
`
}

/** Shown on every page of a demo. */
export function demoBanner(text = 'Fictional region: no real person is in here'): Html {
  return govuk.phaseBanner({ tag: { text: 'Demo' }, text })
}

/** The button in the header that ends the session: a POST, so that no link and no picture can do it. */
export function signOut(action: string, csrf: string, text = 'Sign out'): Html {
  return html`<form method="post" action="${action}">
<input type="hidden" name="_csrf" value="${csrf}"><button>${text}</button>
</form>`
}

function header(page: Page, service: string, home: string, words: FrameWords): Html {
  const { who, onCall } = page
  return html`<div class="waymark-header"><div class="govuk-width-container waymark-header__row">
<a class="waymark-header__name" href="${home}">${MARK}<span>${service}</span></a>
${
  (who || onCall) &&
  html`<div class="waymark-header__end">${onCall && ring(onCall, words.onCall)}${
    who &&
    html`<span><bdi>${who.name}</bdi> <span class="waymark-header__roles">${who.roles}</span></span>${who.signOut}`
  }</div>`
}
</div></div>`
}

function ring({ name, number }: OnCall, label: string): Html {
  return html`<span>${label} <bdi>${name}</bdi>
<a class="govuk-link govuk-link--no-visited-state waymark-ltr" href="tel:${dialled(number)}">${number}</a></span>`
}

/** A number as a telephone dials it. */
export function dialled(number: string): string {
  return number.replace(/(?!^\+)[^\d]/g, '')
}

// The same bar for everyone with the same roles: rendered once, found again. It holds no name and nothing
// typed.
const bars = new Map<string, Html>()

function navigation({ nav = [] }: Page, menu: string): Html | undefined {
  if (nav.length === 0) return undefined
  const options = { navigation: nav, menuButtonText: menu, navigationLabel: menu }
  const key = JSON.stringify(options)
  const found = bars.get(key) ?? govuk.serviceNavigation(options)
  if (bars.size < 200) bars.set(key, found)
  return found
}

function footer({ onCall, footer: links }: Page, words: FrameWords): Html {
  return html`<footer class="waymark-footer"><div class="govuk-width-container">
<p>${words.danger}${onCall && html` ${ring(onCall, words.onCall)}`}</p>
${links && html`<ul>${links.map(footerLink)}</ul>`}
</div></footer>`
}

function back({ text, href }: { text?: string; href: string }, otherwise: string): Html {
  return html`<div class="govuk-width-container">${govuk.backLink({ text: text ?? otherwise, href })}</div>`
}

// Beside <main>, not in the header: it sticks to the top of the window for as long as its parent is on the
// screen.
function exit({ href, text }: { href: string; text?: string }, label: string): Html {
  const button = govuk.exitThisPage({ text: text ?? label, redirectUrl: href })
  return html`<section class="waymark-exit" aria-label="${text ?? label}">${button}</section>`
}

function exitSkipLink(href: string, text: string): Html {
  return govuk.skipLink({
    href,
    text,
    classes: 'govuk-js-exit-this-page-skiplink',
    attributes: { rel: 'nofollow noreferrer' },
  })
}

function footerLink({ text, href }: { text: string; href: string }): Html {
  return html`<li><a class="govuk-link govuk-link--no-visited-state" href="${href}">${text}</a></li>`
}

// A finger-post. It says which way, and nothing about whom the service is for.
const MARK = html`<svg aria-hidden="true" focusable="false" width="24" height="28" viewBox="0 0 24 28">
<path fill="currentColor" d="M10 0h3v4h7l4 5-4 5h-7v14h-3V14H2V4h8z"/></svg>`
