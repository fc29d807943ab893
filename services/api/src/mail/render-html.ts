import type { Language } from '../kernel/errors.ts'
import type { MailContent, MailPart } from './mail-content.ts'
import { paragraphsOf, splitLinks } from './split-links.ts'

/** Every text colour has a contrast of at least 4.5 (WCAG AA) on the background it is used on. */
const TEXT_COLOUR = { text: '#1d1f24', quiet: '#5b6069', accent: '#1f4fd8', warning: '#b45309' }
const BACKGROUND_COLOUR = {
  page: '#f3f4f6',
  card: '#ffffff',
  line: '#e3e5e9',
  marked: '#eef2ff',
  warning: '#fff7ed',
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)

const COLON: Record<Language, string> = { en: ':', fr: '\u00a0:' }

const FONT = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const TABLE = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"'

/**
 * Renders a mail as HTML that all mail programs display: layout tables with role="presentation", inline styles, no external
 * resources. Each element starts on a new line, so that a marked line also stands alone in the source.
 */
export function renderHtml(content: MailContent): string {
  const colon = COLON[content.language]
  return `<!doctype html>
<html lang="${content.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escape(content.subject)}</title>
</head>
<body style="margin:0;padding:0;background:${BACKGROUND_COLOUR.page};color:${TEXT_COLOUR.text};${FONT}">
<table ${TABLE} style="background:${BACKGROUND_COLOUR.page}">
<tr><td align="center" style="padding:32px 12px">
<table ${TABLE} style="max-width:600px;background:${BACKGROUND_COLOUR.card};border:1px solid ${BACKGROUND_COLOUR.line};border-radius:12px">
<tr><td style="padding:24px 32px 0;font-size:14px;font-weight:600;letter-spacing:.02em;color:${TEXT_COLOUR.quiet}">
${escape(content.shopName)}
</td></tr>
<tr><td style="padding:8px 32px 4px">
<h1 style="margin:0;font-size:22px;line-height:1.3;font-weight:650;color:${TEXT_COLOUR.text}">${escape(content.title)}</h1>
</td></tr>
${content.parts.map((part) => `<tr><td style="padding:12px 32px">\n${renderPart(part, colon)}\n</td></tr>`).join('\n')}
<tr><td style="padding:12px 32px 28px;font-size:13px;line-height:1.5;color:${TEXT_COLOUR.quiet}">
${content.shopFooter ? renderParagraphs(content.shopFooter, 'margin:0 0 12px') : ''}${escape(content.footer)}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}

function renderPart(part: MailPart, colon: string): string {
  switch (part.kind) {
    case 'paragraph':
      return `<p style="margin:0;font-size:16px;line-height:1.55">${escape(part.text)}</p>`
    case 'text':
      return renderParagraphs(part.text, 'margin:0 0 12px;font-size:16px;line-height:1.55')
    case 'notice':
      return `<p role="note" style="margin:0;padding:12px 16px;border-left:4px solid ${TEXT_COLOUR.warning};background:${BACKGROUND_COLOUR.warning};font-size:15px;line-height:1.5">${escape(part.text)}</p>`
    case 'facts':
      return table(
        part.rows.map(([label, value]) =>
          row(`${escape(label)}${colon}`, escape(value), TEXT_COLOUR.quiet, 'normal'),
        ),
      )
    case 'totals':
      return table([
        ...part.sums.map(([label, value]) => row(escape(label), escape(value))),
        row(`<strong>${escape(part.total[0])}</strong>`, `<strong>${escape(part.total[1])}</strong>`),
        ...part.taxes.map(([label, value]) => row(escape(label), escape(value), TEXT_COLOUR.quiet)),
      ])
    case 'lines':
      return table([
        ...part.rows.map(({ name, detail, amount }) =>
          row(
            `${escape(name)}<br><span style="font-size:13px;color:${TEXT_COLOUR.quiet}">${escape(detail)}</span>`,
            escape(amount),
          ),
        ),
        ...(part.more ? [row(escape(part.more), '')] : []),
      ])
    case 'address':
      return `<p style="margin:0;font-size:15px;line-height:1.5"><strong>${escape(part.title)}</strong><br>\n${part.lines.map(escape).join('<br>\n')}</p>`
    case 'link':
      return `<p style="margin:4px 0">\n<a href="${escape(part.url)}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:${TEXT_COLOUR.accent};color:${BACKGROUND_COLOUR.card};font-size:16px;font-weight:600;text-decoration:none">${escape(part.label)}</a>\n</p>`
    case 'marked':
      return `<p style="margin:0;padding:18px 16px;border-radius:8px;background:${BACKGROUND_COLOUR.marked};text-align:center;white-space:nowrap;font:600 20px/1.4 ui-monospace,Menlo,Consolas,monospace">\n${escape(part.line)}\n</p>`
  }
}

/** A link is shown with its whole address, so that nobody is led elsewhere than it says. */
const renderLinks = (text: string): string =>
  splitLinks(text)
    .map((part) =>
      'url' in part
        ? `<a href="${escape(part.url)}" style="color:${TEXT_COLOUR.accent}">${escape(part.url)}</a>`
        : escape(part.text).replaceAll('\n', '<br>\n'),
    )
    .join('')

const renderParagraphs = (text: string, style: string): string =>
  paragraphsOf(text)
    .map((paragraph) => `<p style="${style}">${renderLinks(paragraph)}</p>\n`)
    .join('')

const table = (rows: string[]): string =>
  `<table ${TABLE} style="font-size:15px;line-height:1.45">\n${rows.join('\n')}\n</table>`

/** An amount stays on one line; a longer value on the right may wrap. */
const row = (
  left: string,
  right: string,
  leftColour: string = TEXT_COLOUR.text,
  wrapping: 'nowrap' | 'normal' = 'nowrap',
): string =>
  `<tr>
<td style="padding:8px 12px 8px 0;border-bottom:1px solid ${BACKGROUND_COLOUR.line};color:${leftColour}">${left}</td>
<td align="right" style="padding:8px 0;border-bottom:1px solid ${BACKGROUND_COLOUR.line};white-space:${wrapping};vertical-align:top">${right}</td>
</tr>`
