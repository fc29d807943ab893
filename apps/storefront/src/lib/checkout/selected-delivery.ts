/** What the buyer has chosen so far and the quote depends on. */
export function selectedDelivery(form: HTMLFormElement, shipsToDifferentAddress: boolean) {
  const current = new FormData(form)
  const address = shipsToDifferentAddress ? 'shippingAddress' : 'billingAddress'
  const vatNumber = form.elements.namedItem('vatNumber')
  return {
    // Also while the field is hidden: the next country may show it.
    vat: vatNumber instanceof HTMLInputElement ? vatNumber.value : '',
    country: String(current.get(`${address}.countryCode`) ?? ''),
    postcode: String(current.get(`${address}.postalCode`) ?? ''),
    method: String(current.get('shippingMethodId') ?? ''),
  }
}
