/** Ends a run of the scale-out tests at once, with the reason, where there is no server to test on. */
module.exports = function needServers() {
  for (const name of ['MONGODB_URI', 'REDIS_URL']) {
    if (!process.env[name])
      throw new Error(`${name} is not set: these tests need a real server, ../shared/services/services has one`);
  }
};
