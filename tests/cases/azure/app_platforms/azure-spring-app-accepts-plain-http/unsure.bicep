param setting bool

resource spring 'Microsoft.AppPlatform/Spring@2023-12-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'S0'
    tier: 'Standard'
  }
  properties: {}
}

resource app 'Microsoft.AppPlatform/Spring/apps@2023-12-01' = {
  parent: spring
  name: 'web'
  properties: {
    httpsOnly: setting
  }
}
