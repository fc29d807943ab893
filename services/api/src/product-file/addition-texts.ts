/** As in problem-texts.ts: of pictures, of the archive that contains them, and of collections. */
export const ADDITION_TEXTS = {
  TOO_MANY_PICTURES: {
    en: 'A product may have at most {detail} pictures. Remove some of them.',
    fr: 'Un produit peut avoir {detail} photos au plus. Retirez-en.',
  },
  PICTURE_MISSING: {
    en: 'There is no such file in the archive of pictures. Add it to the ZIP file, or correct its name.',
    fr: 'Ce fichier ne se trouve pas dans l’archive de photos. Ajoutez-le au fichier ZIP, ou corrigez son nom.',
  },
  PICTURE_TWICE: {
    en: 'The archive contains several files of this name. Write the folder too, such as {detail}.',
    fr: 'L’archive contient plusieurs fichiers de ce nom. Indiquez aussi le dossier, par exemple {detail}.',
  },
  PICTURE_NOT_READABLE: {
    en: 'This file is not a picture, or is damaged. Save it again as JPEG, PNG, WebP or AVIF.',
    fr: 'Ce fichier n’est pas une image, ou il est endommagé. Enregistrez-le de nouveau au format JPEG, PNG, WebP ou AVIF.',
  },
  PICTURE_TOO_LARGE: {
    en: 'This picture is larger than 20 MB or 50 megapixels. Reduce its size.',
    fr: 'Cette image dépasse 20 Mo ou 50 mégapixels. Réduisez sa taille.',
  },
  MEDIA_LIMIT_REACHED: {
    en: 'The shop has no room for more pictures. Delete products that are no longer needed, and import again tomorrow.',
    fr: 'La boutique n’a plus de place pour d’autres photos. Supprimez des produits devenus inutiles, puis réimportez demain.',
  },
  PICTURE_WITHOUT_ARCHIVE: {
    en: 'Pictures are taken from a ZIP file only, and none was sent. Send the pictures in a ZIP file together with this file; without it, products are imported without pictures.',
    fr: 'Les photos ne sont prises que dans un fichier ZIP, et aucun n’a été envoyé. Envoyez les photos dans un fichier ZIP avec ce fichier\u00a0; sans lui, les produits sont importés sans photos.',
  },
  PICTURE_ADDRESS: {
    en: 'Pictures at web addresses are not fetched. Put this picture into a ZIP file under the same file name, and send it together with this file; without it, the product is imported without this picture.',
    fr: 'Les photos désignées par une adresse web ne sont pas téléchargées. Mettez cette photo dans un fichier ZIP sous le même nom, et envoyez-le avec ce fichier\u00a0; sans elle, le produit est importé sans cette photo.',
  },
  COLLECTION_NUMBER: {
    en: 'This is the number of a category in another program. Write the name of the category; without it, it is left out.',
    fr: 'C’est le numéro d’une catégorie dans un autre logiciel. Écrivez le nom de la catégorie\u00a0; sinon, elle est ignorée.',
  },
  COLLECTION_BY_RULES: {
    en: 'The collection “{detail}” chooses its products by rules, so this product is not added to it. Change its rules in the portal if it should contain the product.',
    fr: 'La collection «\u00a0{detail}\u00a0» choisit ses produits selon des règles\u00a0: ce produit n’y est pas ajouté. Modifiez ses règles dans le portail si elle doit le contenir.',
  },
  COLLECTION_FULL: {
    en: 'A collection may have at most {detail} products. Use several collections.',
    fr: 'Une collection peut contenir {detail} produits au plus. Utilisez plusieurs collections.',
  },
  TOO_MANY_COLLECTIONS: {
    en: 'The file would create more than {detail} collections. Choose “Do not import” for the column of collections or tags, or use fewer names.',
    fr: 'Le fichier créerait plus de {detail} collections. Choisissez «\u00a0Ne pas importer\u00a0» pour la colonne des collections ou des étiquettes, ou utilisez moins de noms.',
  },
  ARCHIVE_UNREADABLE: {
    en: 'The ZIP file is damaged or incomplete. Create it again and send it again.',
    fr: 'Le fichier ZIP est endommagé ou incomplet. Créez-le et envoyez-le de nouveau.',
  },
  ARCHIVE_ENCRYPTED: {
    en: 'The ZIP file is protected by a password. Create it without a password.',
    fr: 'Le fichier ZIP est protégé par un mot de passe. Créez-le sans mot de passe.',
  },
  ARCHIVE_NAME_UNSAFE: {
    en: 'The ZIP file contains a file or link that leads outside it. Create it again from a folder with the pictures alone.',
    fr: 'Le fichier ZIP contient un fichier ou un lien qui mène hors de lui. Créez-le de nouveau à partir d’un dossier ne contenant que les photos.',
  },
  ARCHIVE_TOO_LARGE: {
    en: 'The ZIP file contains more than {detail} files, or more data than any pictures need. Split the import into several.',
    fr: 'Le fichier ZIP contient plus de {detail} fichiers, ou plus de données qu’il n’en faut pour des photos. Répartissez l’importation en plusieurs.',
  },
  ARCHIVE_WITHOUT_CSV: {
    en: 'The ZIP file contains no CSV file, and none was sent with it. Add the file of products, or send it together with the pictures.',
    fr: 'Le fichier ZIP ne contient aucun fichier CSV, et aucun n’a été envoyé avec lui. Ajoutez le fichier des produits, ou envoyez-le avec les photos.',
  },
  ARCHIVE_WITH_SEVERAL_CSV: {
    en: 'The ZIP file contains several CSV files. Leave one of them, and import the others separately.',
    fr: 'Le fichier ZIP contient plusieurs fichiers CSV. N’en laissez qu’un, et importez les autres séparément.',
  },
  ARCHIVE_CSV_TOO_LARGE: {
    en: 'The CSV file in the ZIP file is larger than 20 MB. Split it into several files.',
    fr: 'Le fichier CSV du fichier ZIP dépasse 20 Mo. Répartissez-le en plusieurs fichiers.',
  },
} as const
