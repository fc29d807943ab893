// Mails lead to /order#… and /card#…: the shop is one page, which shows them too.
location.replace(`/?mailed=${location.pathname.split('/')[1]}${location.hash}`)
