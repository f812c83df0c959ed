module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // The suites that several forges share.
      files: ['src/testing/*.ts'],
      rules: {
        'jest/no-export': 'off',
        'jest/expect-expect': [
          'warn',
          { assertFunctionNames: ['expect', 'refusal', 'opened'] },
        ],
      },
    },
  ],
});
