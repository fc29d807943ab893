class Html extends String {}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function text(value) {
  if (value instanceof Html) return value
  if (Array.isArray(value)) return value.map(text).join('')
  if (value === null || value === undefined || value === false) return ''
  return String(value).replaceAll(/[&<>"']/g, (character) => ESCAPES[character])
}

/** Markup whose values are escaped, but for those that are markup themselves. */
export const html = (strings, ...values) => new Html(String.raw({ raw: strings }, ...values.map(text)))

/** Markup that the API has sanitised. */
export const sanitised = (markup) => new Html(markup)

export const show = (element, markup) => void (element.innerHTML = markup)
