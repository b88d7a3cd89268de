param strict bool

resource server 'Microsoft.AnalysisServices/servers@2017-08-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'S0'
  }
  properties: {
    ipV4FirewallSettings: strict ? {
      enablePowerBIService: true
    } : null
  }
}
