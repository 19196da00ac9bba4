/**
 * The store as items of one table, a job an item, for more changes than one document can take. What
 * engine holds the table is behind {@link com.quickdumpnow.relay.store.table.Table}.
 */
@NullMarked
package com.quickdumpnow.relay.store.table;

import org.jspecify.annotations.NullMarked;
