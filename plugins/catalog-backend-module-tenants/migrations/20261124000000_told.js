/** What the catalog was told last of main, so that a portal that starts again asks for what changed since. */

/** @param { import("knex").Knex } knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('tenants_told', table => {
    table.comment('The commit of main that the catalog was told of');
    table.integer('id').primary().comment('Always 1');
    table.string('commit', 64).notNullable();
    table
      .string('shape', 64)
      .notNullable()
      .comment('What entities looked like that were made then');
    table
      .bigInteger('filled_at')
      .notNullable()
      .comment('When everything was told, in milliseconds since 1970');
    table.text('domains').notNullable().comment('By environment, as JSON');
  });
  await knex.schema.createTable('tenants_sources', table => {
    table.comment('The files that entities are made of');
    table.string('path', 500).primary();
    table.text('refs').notNullable().comment('Of its entities, as JSON');
    table.string('owner').comment('Of a tenant');
    table
      .string('good_at', 64)
      .comment('The commit of main at which the file could be read last');
  });
};

/** @param { import("knex").Knex } knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tenants_sources');
  await knex.schema.dropTable('tenants_told');
};
