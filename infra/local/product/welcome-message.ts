import type { Run } from './run-file.ts'

/** The last output of `npm start`: where everything is, how to sign in and what to try. */
export function welcomeMessage(run: Run): string {
  const shopLines = run.shops.map(({ slug, origin, locale }) => `  ${origin}   ${slug} (${locale})`)
  const memberLines = run.members.map(
    ({ email, password, shops }) => `  ${email}   ${password}   ${shops.join(', ')}`,
  )
  const [first] = run.shops
  const mailbox = run.mailbox ?? run.smtp
  return `
Triclic is running. Press Ctrl-C to stop it.

Shops
${alignColumns(shopLines)}

Portal for merchants: ${run.portal}
${alignColumns(memberLines)}

Mailbox   ${mailbox}${run.mailbox ? '' : ' (SMTP_URL)'}
API       ${run.api}/graphql  and  ${run.api}/merchant/graphql
Bank      ${run.bank}
${run.docs ? `Docs      ${run.docs}\n` : ''}${run.operator ? operatorLines(run.operator) : ''}Logs      ${run.data.at(-1)}
For tools .local/run.json

Three things to try
  1. Buy something at ${first?.origin ?? run.storefront} and pay by card: 4242 4242 4242 4242, any future expiry date.
     The last six digits arrive in the mailbox. Sign in to the portal, combine both parts and certify the payment.
  2. Buy something and pay on the bank's page: pay, decline or cancel there, and see what buyer and merchant are sent.
  3. Enter an expired card, or select a brand that does not match the number: the card is refused at once.

`
}

function operatorLines({ url, account }: NonNullable<Run['operator']>): string {
  const { email, password, otpSecret } = account
  return `Operator  ${url}   ${email}   ${password}   key for an authenticator app: ${otpSecret}\n`
}

function alignColumns(lines: string[]): string {
  const cells = lines.map((line) => line.trim().split(/ {3}/))
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  )
  return cells
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd())
    .join('\n')
}
