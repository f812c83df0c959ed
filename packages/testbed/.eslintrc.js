// The test bed reads this checkout by the packages that read it anyway, and prints what it does.
module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    '@backstage/no-relative-monorepo-imports': 'off',
    'no-console': 'off',
    'no-restricted-syntax': 'off',
    'no-await-in-loop': 'off',
    'no-constant-condition': 'off',
    'jest/expect-expect': 'off',
  },
});
