param flag bool

resource example 'Microsoft.Web/sites/config@2023-12-01' = {
  name: 'example/web'
  properties: {
    remoteDebuggingEnabled: flag
  }
}
