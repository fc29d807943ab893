import { m } from '../paraglide/messages.js'
import type { FileFormat, ImportField, ImportStatus } from './product-import.documents.ts'

export const formatLabels: Record<FileFormat, () => string> = {
  PLAIN: m.import_format_plain,
  SHOPIFY: () => 'Shopify',
  WOOCOMMERCE: () => 'WooCommerce',
  PRESTASHOP: () => 'PrestaShop',
}

export const statusLabels: Record<ImportStatus, () => string> = {
  CHECKING: m.import_status_checking,
  CHECKED: m.import_status_checked,
  APPLYING: m.import_status_applying,
  APPLIED: m.import_status_applied,
  UNDOING: m.import_status_undoing,
  UNDONE: m.import_status_undone,
  FAILED: m.import_status_failed,
}

const option = (number: number) => ({
  name: () => m.import_field_option_name({ number }),
  value: () => m.import_field_option_value({ number }),
})

/** What a column can hold, in the order of the choice. */
export const fieldLabels: Record<ImportField, () => string> = {
  NAME: m.import_field_name,
  HANDLE: m.import_field_handle,
  DESCRIPTION: m.import_field_description,
  STATUS: m.import_field_status,
  PUBLISHED: m.import_field_published,
  SKU: m.import_field_sku,
  PRICE: m.import_field_price,
  SALE_PRICE: m.import_field_sale_price,
  RECOMMENDED_PRICE: m.import_field_recommended_price,
  TAX_CATEGORY: m.import_field_tax_category,
  STOCK: m.import_field_stock,
  WEIGHT_GRAMS: m.import_field_weight_grams,
  WEIGHT_KILOGRAMS: m.import_field_weight_kilograms,
  OPTION1_NAME: option(1).name,
  OPTION1_VALUE: option(1).value,
  OPTION2_NAME: option(2).name,
  OPTION2_VALUE: option(2).value,
  OPTION3_NAME: option(3).name,
  OPTION3_VALUE: option(3).value,
  SEO_TITLE: m.import_field_seo_title,
  SEO_DESCRIPTION: m.import_field_seo_description,
  IMAGES: m.import_field_images,
  IMAGE_ALT: m.import_field_image_alt,
  ID: m.import_field_id,
  TYPE: m.import_field_type,
  PARENT: m.import_field_parent,
}
