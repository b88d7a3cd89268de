resource example 'Microsoft.Web/sites/config@2023-12-01' = {
  name: 'example/web'
  properties: {
    minTlsVersion: '1.2'
    scmMinTlsVersion: '1.2'
    ftpsState: 'FtpsOnly'
  }
}
