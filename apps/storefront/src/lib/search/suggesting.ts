import type { Suggestions } from '#lib/api/documents/search.ts'
import { SuggestWhileTyping } from './suggest-while-typing.ts'
import { suggestedItems, type SuggestedItem } from './suggested-items.ts'

export { default as SuggestionList } from '#lib/components/SuggestionList.svelte'

/** Suggests products, collections and searches for what a buyer types. */
export const suggestItems = (
  show: (items: SuggestedItem[], isComplete: boolean) => void,
): SuggestWhileTyping =>
  new SuggestWhileTyping({
    read: async (text, signal) => {
      const response = await fetch(`/suggestions?${new URLSearchParams({ query: text })}`, { signal })
      if (!response.ok) throw new Error(`Suggestions failed with status ${response.status}`)
      return suggestedItems((await response.json()) as Suggestions)
    },
    show,
    reportError: (error) => reportError(error),
  })
