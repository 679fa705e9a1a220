// Loaded before kinesis-local: it would listen on every interface, wait long after SIGTERM, and outlive its parent.
const net = require('net');
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest);
};
process.on('SIGTERM', () => process.exit(0));
if (process.env.ORDERFLOW_STOP_WITH_PARENT === '1') {
  process.stdin.on('end', () => process.exit(0));
  process.stdin.resume();
}
