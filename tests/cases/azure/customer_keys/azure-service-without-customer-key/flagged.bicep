resource example 'Microsoft.Automation/automationAccounts@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    sku: {
      name: 'Basic'
    }
    encryption: {
      keySource: 'Microsoft.Automation'
    }
  }
}
