/** What is known of the secrets in each Vault: names, times and numbers, and never a value. */

/** @param { import("knex").Knex } knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('vault_servers', table => {
    table.comment('The Vaults, and how fresh the news of each is');
    table
      .string('server', 63)
      .primary()
      .comment('As the configuration names it');
    table
      .bigInteger('seq')
      .notNullable()
      .comment('Of the last change; grows with each');
    table.string('state', 20).notNullable().comment('live, stale or unknown');
    table
      .bigInteger('since')
      .notNullable()
      .comment('Of the state, in milliseconds since 1970');
    table.text('reason').comment('In words, where it is not live');
    table.text('problems').notNullable().comment('In words, as JSON');
    table
      .bigInteger('listed_at')
      .comment('When all paths were listed last, in milliseconds since 1970');
  });
  await knex.schema.createTable('vault_secrets', table => {
    table.comment('The secrets in each Vault, and folders that are closed');
    table.string('server', 63).notNullable();
    table.string('mount', 512).notNullable();
    table
      .string('path', 1100)
      .notNullable()
      .comment('Below the mount; a folder ends with a slash');
    table
      .bigInteger('seq')
      .notNullable()
      .comment('Of the change of the server that wrote this row');
    table
      .string('state', 20)
      .notNullable()
      .comment('As in the API, or gone for what was there before');
    table.text('reason');
    table.integer('current').comment('The current version');
    table.integer('oldest').comment('The oldest version that is kept');
    table.string('created_at', 30).comment('ISO 8601, as are the next two');
    table.string('changed_at', 30);
    table.string('deleted_at', 30);
    table.string('owner', 200).comment('Of its custom metadata, checked');
    table.string('rotation_class', 63).comment('Likewise');
    table
      .bigInteger('read_at')
      .comment('When Vault was asked, in milliseconds since 1970');
    table.primary(['server', 'mount', 'path']);
    table.index(['server', 'seq']);
  });
};

/** @param { import("knex").Knex } knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('vault_secrets');
  await knex.schema.dropTable('vault_servers');
};
