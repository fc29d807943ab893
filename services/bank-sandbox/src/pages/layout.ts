import type { Language } from '../payment.ts'
import { html, type Html } from './html.ts'
import { textsIn } from './texts.ts'

const lockIcon = html`<svg
  width="18"
  height="18"
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  aria-hidden="true"
>
  <rect x="4" y="10" width="16" height="11" rx="2" />
  <path d="M8 10V7a4 4 0 0 1 8 0v3" />
</svg>`
const bankLogo = html`<svg width="34" height="34" viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">
  <path d="M16 3 29 10v2H3v-2z" />
  <path d="M5 14h4v10H5zM14 14h4v10h-4zM23 14h4v10h-4zM3 26h26v3H3z" />
</svg>`

/** A complete page. `redirect` makes the browser load another URL after a number of seconds. */
export function layout(
  language: Language,
  title: string,
  content: Html,
  redirect?: { url: string; seconds: number },
): string {
  const texts = textsIn(language)
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        ${redirect && html`<meta http-equiv="refresh" content="${redirect.seconds}; url=${redirect.url}" />`}
        <title>${title} – ${texts.bank}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/bank.css" />
      </head>
      <body>
        <a class="skip" href="#content">${texts.skip}</a>
        <div class="ribbon"><strong>${texts.sandbox}</strong>${texts.sandboxNote}</div>
        <header>
          <div class="inner">
            ${bankLogo}<span class="name">${texts.bank}</span
            ><span class="secure">${lockIcon}<span>${texts.secure}</span></span>
          </div>
        </header>
        <main id="content">${content}</main>
        <footer><div class="inner">${texts.bank} · ${texts.secure} · ${texts.sandbox}</div></footer>
      </body>
    </html>`.text
}
