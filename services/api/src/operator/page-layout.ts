import { hash } from 'node:crypto'
import type { Language } from '../kernel/errors.ts'
import { operatorText } from './operator-texts.ts'

/** Markup that is safe: made by `markup`. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Markup | readonly Markup[]

/** Markup of a template. Whatever is inserted is escaped, unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.reduce((text, literal, index) => text + toText(parts[index - 1] ?? '') + literal))
}

function toText(part: Part): string {
  if (part instanceof Markup) return part.text
  if (typeof part === 'object') return part.map(({ text }) => text).join('')
  return String(part).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const STYLE = `:root{color-scheme:light dark;--line:light-dark(#d5dae1,#3a4048);--soft:light-dark(#4d5661,#a7b0bc);--paper:light-dark(#fff,#1c2025);
--ground:light-dark(#f3f5f7,#13161a);--accent:light-dark(#0b57a4,#86bdf7);--bad:light-dark(#a31515,#ff9d94)}
*{box-sizing:border-box}body{font:1rem/1.5 "Inter", -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;margin:0;background:var(--ground)}
header,main{max-width:72rem;margin:0 auto;padding:1rem}header a{padding:.65rem .25rem}header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}
h1{font-size:1.4rem;margin:0;flex:1 0 auto}h2{font-size:1.05rem;margin:0 0 .5rem}a{color:var(--accent)}.soft{color:var(--soft)}
.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr));gap:1rem;align-items:start}
section,form.card{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:1rem;min-width:0}.overflow-x-auto{overflow-x:auto}table+table{margin-top:1.25rem}h1,h2,a{overflow-wrap:anywhere}.wide{grid-column:1/-1}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.3rem .75rem .3rem 0;border-top:1px solid var(--line);vertical-align:top}
thead th{border-top:0;color:var(--soft);font-weight:600}tbody th{font-weight:400}td.number,th.number{text-align:end;font-variant-numeric:tabular-nums}
.bad{color:var(--bad);font-weight:600}form.card{max-width:26rem;margin:1rem auto;display:grid;gap:.75rem;grid-template-columns:minmax(0,1fr)}label{display:grid;gap:.25rem;grid-template-columns:minmax(0,1fr)}
input{font:inherit;width:100%;min-width:0;padding:.6rem .5rem;min-height:2.75rem;border:1px solid light-dark(#767f8a,#8a939f);border-radius:.3rem;background:var(--paper);color:inherit}
button{font:inherit;padding:.5rem 1rem;min-height:2.75rem;border:1px solid var(--accent);border-radius:.3rem;background:var(--accent);color:light-dark(#fff,#10151b);cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`

/** Nothing but this style is allowed: no script, no picture, no other site. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`

/** A complete page. `path` is its address, for the link to the other language. */
export function layout(
  language: Language,
  { path, isSignedIn, content }: { path: string; isSignedIn: boolean; content: Markup },
): string {
  const other = language === 'en' ? { code: 'fr', name: 'Français' } : { code: 'en', name: 'English' }
  const signOut = markup`<form method="post" action="/sign-out?lang=${language}">
    <button>${operatorText('signOut', language)}</button>
  </form>`
  return markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${operatorText('title', language)} – Triclic</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,">
<style>${new Markup(STYLE)}</style></head>
<body><header><h1>${operatorText('title', language)}</h1><a href="${path}?lang=${other.code}" lang="${other.code}">${other.name}</a>${isSignedIn ? signOut : ''}</header>
<main>${content}</main></body></html>
`.text
}
