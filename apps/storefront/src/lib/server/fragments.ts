export const money = 'amount currency'

export const cartFields = `
  id totalQuantity subtotal { ${money} }
  lines {
    id quantity unitPrice { ${money} } total { ${money} }
    variant {
      id sku name availableQuantity price { ${money} }
      product { slug name imageUrl }
    }
  }`

export const totalsFields = `
  subtotal { ${money} } shippingTotal { ${money} } taxTotal { ${money} } total { ${money} }`

const addressFields = 'firstName lastName company line1 line2 postalCode city region countryCode phone'

export const orderFields = `
  code status fulfillment placedAt email
  billingAddress { ${addressFields} } shippingAddress { ${addressFields} }
  lines { productName variantName sku quantity unitPrice { ${money} } total { ${money} } }
  shippingMethod { name description }
  ${totalsFields}
  payment { mode amount { ${money} } cardBrand bankName paidAt }
  bankAttempt { status }`

export const userErrorFields = 'userErrors { code message field }'
