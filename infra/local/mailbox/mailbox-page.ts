import type { Mail, MailSummary } from './mail-files.ts'

const style = `
:root { color-scheme: light dark; --line: light-dark(#dde1e6, #3a4048); --soft: light-dark(#5a6370, #9aa4b1);
  --paper: light-dark(#fff, #1c2025); --ground: light-dark(#f4f5f7, #14171b); --link: light-dark(#0b5cad, #7cb8f5) }
* { box-sizing: border-box }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: var(--ground) }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
h1 { font-size: 1.4rem; margin: 0 0 1rem; overflow-wrap: anywhere }
h2 { font-size: 1rem; margin: 1.5rem 0 .5rem }
a { color: var(--link) }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; overflow: hidden }
.mail { display: grid; grid-template-columns: 1fr auto; gap: .1rem 1rem; padding: .7rem 1rem; text-decoration: none;
  color: inherit; border-top: 1px solid var(--line) }
.mail:first-child { border-top: 0 } .mail:hover, .mail:focus-visible { background: var(--ground) }
.mail b { overflow-wrap: anywhere } .soft { color: var(--soft); font-size: .875rem; overflow-wrap: anywhere }
pre { margin: 0; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font: .875rem/1.5 ui-monospace, monospace }
iframe { width: 100%; height: 34rem; border: 0; background: #fff; display: block }
details { margin-top: 1.5rem } summary { cursor: pointer; padding: .3rem 0 }
`

/** The page with all mails, newest first; it reloads every five seconds. */
export function listPage(mails: MailSummary[]): string {
  const rows = mails.map(
    (mail) => `<a class="mail" href="/mails/${mail.id}"><b>${escape(mail.subject || 'No subject')}</b>
      <time class="soft" datetime="${mail.receivedAt}">${shortTime(mail.receivedAt)}</time>
      <span class="soft">to ${escape(mail.to.join(', '))}</span></a>`,
  )
  const empty = '<p style="padding:1rem;margin:0">No mail yet. Mail sent by the shops arrives here.</p>'
  const body = `<h1>Mailbox <span class="soft">${mails.length} ${mails.length === 1 ? 'mail' : 'mails'}</span></h1>
    <div class="card">${rows.join('') || empty}</div>`
  return page('Mailbox', body, '<meta http-equiv="refresh" content="5">')
}

/** The page of one mail: text and HTML parts, headers and source. */
export function mailPage(mail: Mail): string {
  const headers = mail.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')
  const html = mail.html
    ? `<h2>HTML</h2><div class="card"><iframe sandbox title="The mail's HTML part" srcdoc="${escape(mail.html)}"></iframe></div>`
    : ''
  const text =
    mail.text === null ? '' : `<h2>Text</h2><div class="card"><pre>${escape(mail.text)}</pre></div>`
  const body = `<p><a href="/">All mails</a></p><h1>${escape(mail.subject || 'No subject')}</h1>
    <p class="soft">from ${escape(mail.from)} to ${escape(mail.to.join(', '))}, ${shortTime(mail.receivedAt)}</p>
    ${text}${html}
    <details><summary>Headers</summary><div class="card"><pre>${escape(headers)}</pre></div></details>
    <details><summary>Source</summary><div class="card"><pre>${escape(mail.raw)}</pre></div></details>`
  return page(mail.subject || 'Mail', body)
}

function page(title: string, body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">${head}
    <style>${style}</style></head><body><main>${body}</main></body></html>`
}

function shortTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
}

function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}
