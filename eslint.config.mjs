import tseslint from 'typescript-eslint';

/** Rules take their day as an argument: nothing in the domain reads the clock. */
const noClock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'No clock in rules: take the day as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'No clock in rules: take the instant as an argument.',
  },
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: 'No clock in rules: take the instant as an argument.',
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      'node_modules/**',
      'data/**',
      '.cache/**',
      '.stryker-tmp/**',
      'reports/**',
      'libs/web/public/**',
    ],
  },
  ...tseslint.configs.recommended,
  {
    // Constructor injection reads parameter types at run time: those imports must stay values.
    languageOptions: {
      parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true },
    },
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-empty-object-type': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['apps/**', 'scripts/**', 'test/**'], rules: { 'no-console': 'off' } },
  {
    files: ['libs/domain/src/**', 'libs/pec/src/**'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noClock] },
  },
);
