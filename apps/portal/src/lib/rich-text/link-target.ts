/** Whether a text may lead there: the web, a mail address, a telephone number or another page of the same shop. */
export const isLinkTarget = (href: string): boolean =>
  /^(?:https?:\/\/[^\s/]|mailto:\S|tel:[+\d]|\/(?!\/)|#)\S*$/i.test(href)

/** The target that a merchant means; null if it is none: `example.com` is on the web, `a@example.com` an address. */
export function readLinkTarget(text: string): string | null {
  const typed = text.trim()
  if (isLinkTarget(typed)) return typed
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(typed)) return `mailto:${typed}`
  if (/^[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:[/?#]\S*)?$/u.test(typed)) return `https://${typed}`
  return null
}
