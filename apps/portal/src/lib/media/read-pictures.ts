interface ChosenPicture {
  id: string
  altText: string
}

/** Reads the hidden field of a PictureField: the pictures in their order. Null if the form has no such field, or something else in it. */
export function readPictures(form: FormData, name: string): ChosenPicture[] | null {
  const field = form.get(name)
  if (typeof field !== 'string') return null
  try {
    const list: unknown = JSON.parse(field)
    return Array.isArray(list) && list.every(isChosen) ? list : null
  } catch {
    return null
  }
}

const isChosen = (value: unknown): value is ChosenPicture =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'altText' in value &&
  typeof value.id === 'string' &&
  typeof value.altText === 'string'
