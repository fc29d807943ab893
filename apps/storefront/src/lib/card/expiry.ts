/** "1" → "1", "12" → "12/", "1227" → "12/27", "3" → "03/": the slash comes by itself, and goes when erasing. */
export function formatExpiry(typed: string, erasing: boolean): string {
  let digits = typed.replace(/\D/g, '')
  if (/^\d\s*\//.test(typed) || /^[2-9]/.test(digits)) digits = `0${digits}`
  const month = digits.slice(0, 2)
  const year = yearDigits(digits.slice(2))
  if (year === '' && (erasing || month.length < 2)) return month
  return `${month}/${year}`
}

// Password managers fill "12/2027": the century is dropped, not the end.
function yearDigits(digits: string): string {
  return digits.length === 4 && digits.startsWith('20') ? digits.slice(2) : digits.slice(0, 4)
}

/** Month and year (two or four digits, as typed); null unless both are there. */
export function readExpiry(typed: string): { expiryMonth: number; expiryYear: number } | null {
  const [, month, year] = /^\s*(\d{1,2})\s*\/\s*(\d{2}|\d{4})\s*$/.exec(typed) ?? []
  if (month === undefined || year === undefined) return null
  return { expiryMonth: Number(month), expiryYear: Number(year.length === 2 ? `20${year}` : year) }
}
