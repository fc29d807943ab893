-- While ORDER_TOKEN_KEY is replaced, the API and the worker may have another first key: the worker finds the key that made the token of a link by the
-- hash that the API stored.
grant select (shop_id, id, token_hash) on card_request to triclic_worker;
