/** A warning of Node's (a leaked listener, a deprecated call) fails the run like an error that nobody handled. */
process.on('warning', (warning) => {
  throw warning;
});
