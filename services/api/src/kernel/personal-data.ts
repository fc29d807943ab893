import { Extensions } from 'type-graphql'

/** What a member without the permission `buyer.read` gets instead of a value. */
export type Shorten = (value: string) => string

/** The first character and a full stop: identifies a buyer among a few orders, but not to a stranger. */
export const initial: Shorten = (value) => {
  const [first] = value.trim()
  return first ? `${first.toLocaleUpperCase()}.` : ''
}

/**
 * Declares that a field of the merchant API tells who a buyer is. Members without the permission `buyer.read` get null, or if the field is never
 * null what `shorten` returns: nothing by default. http/hide-personal-data.ts enforces it.
 */
export const PersonalData = (shorten: Shorten = () => '') => Extensions({ personalData: shorten })
