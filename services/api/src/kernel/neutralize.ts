/**
 * A spreadsheet runs a cell that begins with one of these as a formula (owasp.org/www-community/attacks/CSV_Injection). The apostrophe shows it as text; Shopify
 * and WooCommerce write it too. A text that already begins with apostrophes gets one more, so that reading gives back exactly what was written.
 */
export const neutralize = (text: string): string =>
  /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text

export const undoNeutralization = (text: string): string => text.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, '')
