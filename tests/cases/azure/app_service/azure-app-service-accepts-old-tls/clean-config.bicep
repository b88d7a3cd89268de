resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: 'example'
  location: 'westeurope'
  kind: 'app'
  properties: {
    siteConfig: {
      minTlsVersion: '1.0'
    }
  }
}

resource config 'Microsoft.Web/sites/config@2023-12-01' = {
  parent: site
  name: 'web'
  properties: {
    minTlsVersion: '1.2'
  }
}
