import type { Run } from './run-file.ts'

/** What `npm start` says last: where everything is, how to sign in, what to try. */
export function welcome(run: Run): string {
  const shops = run.shops.map(({ slug, origin, locale }) => `  ${origin}   ${slug} (${locale})`)
  const members = run.members.map(
    ({ email, password, shops: of }) => `  ${email}   ${password}   ${of.join(', ')}`,
  )
  const [first] = run.shops
  const mails = run.mailbox ?? run.smtp
  return `
Triclic runs. Ctrl-C stops all of it.

Shops
${columns(shops)}

Portal, for merchants: ${run.portal}
${columns(members)}

Mailbox   ${mails}${run.mailbox ? '' : ' (SMTP_URL)'}
API       ${run.api}/graphql  and  ${run.api}/merchant/graphql
Bank      ${run.bank}
For tools .local/run.json; logs in ${run.data.at(-1)}

Three things to try
  1. Buy something at ${first?.origin ?? run.storefront} and pay by card: 4242 4242 4242 4242, any month to come.
     The last six digits arrive in the mailbox; sign in to the portal, join the halves, certify.
  2. Buy again and pay at the bank's page: pay, refuse or cancel there, and see what buyer and merchant are told.
  3. Type a card that has expired, or another brand than the one selected: it is refused before anyone waits for it.

`
}

function columns(lines: string[]): string {
  const cells = lines.map((line) => line.trim().split(/ {3}/))
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)))
  return cells
    .map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('   ')}`.trimEnd())
    .join('\n')
}
