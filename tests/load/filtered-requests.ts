import { FILTERED } from './catalog-queries.ts'
import { graphqlRequest } from './journeys.ts'
import type { LoadRequest } from './measure-rate.ts'

/** SQL that gives the products of a seeded shop a size and one of twenty colours. */
export const GIVE_OPTIONS = `
  with given as (update product set option_names = '{Size,Colour}' returning id)
  update variant v set option_values = array[v.name, 'Colour ' || abs(hashtext(v.product_id::text)) % 20] from given where given.id = v.product_id`

/** A list with filters and the counts of all facets, different for each `n`, so that no result is cached. */
export const filteredRequest = (headers: Record<string, string>, n: number): LoadRequest =>
  graphqlRequest(
    headers,
    FILTERED,
    {
      filters: {
        price: { min: n, max: 10_000_000 + n },
        availability: 'IN_STOCK' as const,
        options: [{ name: 'colour', values: ['Colour 1', 'Colour 2', `Colour ${3 + (n % 17)}`] }],
      },
    },
    (text) => text.includes('"facets":{"price":{'),
  )
